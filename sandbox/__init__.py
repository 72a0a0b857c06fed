"""The untrusted side: runs a learner's program in a jail and tells what happened. It knows neither Django nor the
lessons."""
