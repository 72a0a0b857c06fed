# context: play:script:database
# ends: exited limit finished
# The server's disk by words to everybody, which have to be kept while one who listens is busy.
import os
import psycopg2
said = 0
try:
    ears, line = (psycopg2.connect(os.environ["DATABASE_URL"]) for _ in range(2))
    ears.cursor().execute("LISTEN everybody")
    ears.commit()
    ears.cursor().execute("SELECT 1")
    line.autocommit = True
    for _ in range(25):
        line.cursor().execute("SELECT count(*) FROM (SELECT pg_notify('everybody', repeat('x', 7000) || n) FROM generate_series(1, 1000) n) t")
        said += 8
    print("BREACH", said, "MB")
except psycopg2.Error as error:
    print(type(error).__name__, said, "MB")
