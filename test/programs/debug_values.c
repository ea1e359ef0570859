/* debug_values.c: variables that come into scope and hide each other, an array of 100,000, a deep recursion. */
#include <stdio.h>

struct pair {
    int first;
    char name[8];
};

static int deep(int n)
{
    int here = n;
    if (n == 0)
        return here; /* Breakpoint: deepest. */
    return deep(n - 1) + here;
}

int main(void)
{
    int total = 0;
    static int many[100000];
    struct pair pair = { 7, "a\001\"b\"" };

    many[99999] = 5;
    total += pair.first; /* Breakpoint: outer. */
    for (int i = 0; i < 2; i++) {
        int total = i + 40;
        many[i] = total; /* Breakpoint: inner. */
    }
    total += deep(300);
    printf("%d %s\n", total, pair.name);
    return 0;
}
