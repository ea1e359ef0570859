#pragma once

/*
 * One sentence to the user, on standard error. It may name what others named: controls, format characters and bytes that are
 * not UTF-8 are spelled out as C escapes, as tracer/model/printable.ts does.
 */
void complain(const char *sentence);
