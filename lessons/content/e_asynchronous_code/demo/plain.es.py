import time

VERDURAS = ("ajo", "tomate", "cebolla", "albahaca")


def agua():
    print("agua al fuego")
    time.sleep(0.6)
    print("agua hierve")


def corta(verdura):
    print("corto", verdura)
    time.sleep(0.1)


def salsa():
    time.sleep(0.1)
    print("salsa lista")


def cena():
    agua()
    for verdura in VERDURAS:
        corta(verdura)
    salsa()


cena()
