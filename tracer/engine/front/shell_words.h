/* The program and the arguments of `--also`, given as one word. */
#ifndef IPCSCOPE_SHELL_WORDS_H
#define IPCSCOPE_SHELL_WORDS_H

/* Splits a text as a POSIX shell does, without any expansion: blanks, quotes and backslashes. NULL ends; NULL instead
 * when a quote is not closed or nothing follows a backslash, with what is wrong in `problem`. */
char **shell_words(const char *text, const char **problem);

#endif
