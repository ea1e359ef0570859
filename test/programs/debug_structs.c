/* debug_structs.c: structures in structures, in arrays, in unions, and one that is long. */
#include <stdio.h>

typedef struct {
    int x, y;
} Point;

struct shape {
    const char *name;
    Point corners[2];
    union {
        int whole;
        char bytes[4];
    } tag;
};

struct line {
    int numbers[100];
};

int main(void)
{
    Point point = { 1, 2 };
    struct shape shape = { "box", { { 3, 4 }, { 5, 6 } }, { 65 } };
    struct shape shapes[2] = { shape, shape };
    struct line line = { { 0 } };
    Point *where = &point;

    for (int i = 0; i < 100; i++)
        line.numbers[i] = 1000 + i;
    printf("%d %s %s %d\n", where->x, shape.name, shapes[1].name, line.numbers[99]); /* Breakpoint: filled. */
    return 0;
}
