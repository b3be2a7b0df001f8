"""Labels on documents: stand-off truth, and the evaluation of fields against it."""
