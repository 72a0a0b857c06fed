# context: play:script:database
# ends: exited limit finished
# The server's disk: tables, sorts that spill, large objects, logs, until somebody says no.
import os
import psycopg2
written = 0
try:
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.autocommit = True
    cursor = line.cursor()
    cursor.execute("CREATE TABLE heap (x text)")
    for _ in range(40):
        cursor.execute("INSERT INTO heap SELECT (SELECT string_agg(md5(random()::text || j), '') FROM generate_series(1, 250) j) FROM generate_series(1, 1000)")
        written += 8
    print("BREACH", written, "MB")
except psycopg2.Error as error:
    print(type(error).__name__, written, "MB")
try:
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.cursor().execute("SELECT count(*) FROM (SELECT random() r FROM generate_series(1, 5000000) ORDER BY r) t")
    print("BREACH sorted")
except psycopg2.Error as error:
    print(type(error).__name__)
