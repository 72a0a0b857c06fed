# context: play:script:database
# ends: exited limit finished
# The server's disk by what no table of its own holds: large objects.
import os
import psycopg2
written = 0
try:
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.autocommit = True
    line.cursor().execute("CREATE TEMP TABLE b AS SELECT convert_to(string_agg(md5(n::text), ''), 'UTF8') d FROM generate_series(1, 250000) n")
    for _ in range(13):
        line.cursor().execute("SELECT lo_from_bytea(0, d) FROM b")
        written += 8
    print("BREACH", written, "MB")
except psycopg2.Error as error:
    print(type(error).__name__, written, "MB")
