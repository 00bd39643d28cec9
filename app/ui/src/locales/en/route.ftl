# The sheet of a route.
