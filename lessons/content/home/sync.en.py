import time


def grill(burger):
    print(burger, "goes on")
    time.sleep(0.5)
    print(burger, "comes off")


for burger in (1, 2, 3):
    grill(burger)
