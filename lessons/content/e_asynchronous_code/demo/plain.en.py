import time

VEGETABLES = ("garlic", "tomato", "onion", "basil")


def water():
    print("water on")
    time.sleep(0.6)
    print("water boils")


def cut(vegetable):
    print("cutting", vegetable)
    time.sleep(0.1)


def sauce():
    time.sleep(0.1)
    print("sauce ready")


def dinner():
    water()
    for vegetable in VEGETABLES:
        cut(vegetable)
    sauce()


dinner()
