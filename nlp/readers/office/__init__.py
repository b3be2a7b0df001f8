"""What the Office formats share: their containers, Word's numbering, Excel's number formats and sheets."""
