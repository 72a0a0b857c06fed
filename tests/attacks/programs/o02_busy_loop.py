# ends: limit
# A loop that never ends.
while True:
    pass
