# Make files until something gives.
made = 0
try:
    for made in range(5_000):
        open(f"f{made}", "w").close()
    print("BREACH made", made)
except OSError as error:
    print("stopped after", made, error)
