# The notebook.

carnet-title = My notebook
