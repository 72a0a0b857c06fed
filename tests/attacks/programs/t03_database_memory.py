# context: play:script:database
# ends: exited limit finished
# Memory of the server's: large values in many sessions at once, which nothing of the learner's own limits sees.
import os, threading
import psycopg2
def hold():
    try:
        line = psycopg2.connect(os.environ["DATABASE_URL"])
        cursor = line.cursor()
        for size in (100_000_000, 400_000_000):
            cursor.execute("DO $$ DECLARE x text := repeat(repeat('x', 1000), %s); BEGIN PERFORM pg_sleep(0.3); END $$", (size // 1000,))
            print("held", size, flush=True)
        print("BREACH more than the whole server may")
    except psycopg2.Error as error:
        print(type(error).__name__)
threads = [threading.Thread(target=hold) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("over")
