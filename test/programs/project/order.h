/* Most frequent words first, equally frequent ones by the alphabet. */
#ifndef ORDER_H
#define ORDER_H

#include "tally.h"

void order_by_frequency(struct tally *tally);

#endif
