"""Official papers in the layout of GB/T 9704-2012, and the templates they are made from."""
