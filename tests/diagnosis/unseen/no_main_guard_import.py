# expect: no-main-guard@12
# exit: 1
import multiprocessing

multiprocessing.set_start_method("spawn", force=True)

def saluda(q):
    q.put("hola")

q = multiprocessing.Queue()
hijo = multiprocessing.Process(target=saluda, args=(q,))
hijo.start()
hijo.join()
if hijo.exitcode != 0:
    raise SystemExit("el hijo no pudo")
print(q.get())
