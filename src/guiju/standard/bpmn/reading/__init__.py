"""From the elements of a file to the read model; forgiving, for the rules tell what is wrong."""
