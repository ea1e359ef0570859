#include "order.h"
#include "report.h"
#include "tally.h"
#include "text.h"

#include <stdio.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: words FILE\n");
        return 2;
    }

    struct text text = read_text(argv[1]);
    struct tally tally = count_words(&text);
    order_by_frequency(&tally);
    print_report(&tally, 5);
    free_tally(&tally);
    free_text(&text);
    return 0;
}
