/* The printed result. */
#ifndef REPORT_H
#define REPORT_H

#include "tally.h"

void print_report(const struct tally *tally, size_t lines);

#endif
