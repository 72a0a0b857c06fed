# context: play:script:database
# ends: exited limit finished
# The server's disk: sorts that spill, then a table, until somebody says no.
import os
import psycopg2
try:
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.cursor().execute("SELECT count(*) FROM (SELECT repeat('x', 1000) || n r FROM generate_series(1, 100000) n ORDER BY r) t")
    print("BREACH sorted")
except psycopg2.Error as error:
    print(type(error).__name__)
written = 0
try:
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.autocommit = True
    cursor = line.cursor()
    cursor.execute("CREATE TABLE heap (x text); ALTER TABLE heap ALTER x SET STORAGE EXTERNAL")
    for _ in range(25):
        cursor.execute("INSERT INTO heap SELECT repeat('x', 8000) FROM generate_series(1, 1000)")
        written += 8
    print("BREACH", written, "MB")
except psycopg2.Error as error:
    print(type(error).__name__, written, "MB")
