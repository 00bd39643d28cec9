# The notebook.

carnet-title = Mon carnet
