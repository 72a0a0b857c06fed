import time


def asar(hamburguesa):
    print("entra la", hamburguesa)
    time.sleep(0.5)
    print("sale la", hamburguesa)


for hamburguesa in (1, 2, 3):
    asar(hamburguesa)
