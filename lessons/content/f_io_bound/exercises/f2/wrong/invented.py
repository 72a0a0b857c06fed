for turn in range(5):
    for number, kind in enumerate(["io", "io", "io", "cpu", "cpu", "cpu"], 1):
        print(f"/clase/{turn}/{number}/{kind}")
