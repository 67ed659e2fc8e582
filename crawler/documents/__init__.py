"""Reading the documents that hang on pages: text and tables out of hostile files, in a child process."""
