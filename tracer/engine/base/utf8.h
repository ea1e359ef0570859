#ifndef IPCSCOPE_UTF8_H
#define IPCSCOPE_UTF8_H

#include <stdint.h>

/* The length in bytes of the character at the start of a text that NUL ends, or 0 where it is not UTF-8. */
unsigned utf8_decode(const unsigned char *bytes, uint32_t *character);

#endif
