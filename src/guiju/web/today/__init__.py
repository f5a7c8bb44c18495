"""What the person logged in has before them."""
