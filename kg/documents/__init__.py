"""Read files of every format into Documents."""
