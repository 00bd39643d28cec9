# Home.

home-title = Où marcher ?
