"""Quizzes from elsewhere and for elsewhere: GIFT and QTI 1.2 are read, GIFT is written.

What comes in was written by anybody: it is read with bounds, nothing in it is run, and whatever finds no place here is
named, with its line, instead of being bent to fit.
"""
