import os
from concurrent.futures import ThreadPoolExecutor

import psycopg2

URL = os.environ["DATABASE_URL"]


def query(n):
    connection = psycopg2.connect(URL)
    with connection, connection.cursor() as cursor:
        cursor.execute("select espera(250)")
    connection.close()


with ThreadPoolExecutor(10) as helpers:
    list(helpers.map(query, range(10)))
