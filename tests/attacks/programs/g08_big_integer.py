# ends: limit finished
# Integers that eat processor and memory without a byte code in between.
x = 10 ** 9
while True:
    x = x ** 9
