/* SPDX-License-Identifier: Apache-2.0
 * embed.c - writes a file's bytes as a C source file, at build time.
 *
 *     embed lexicon.bin lexicon.sha256 out.c symbol
 *     embed page.css - out.c symbol
 *
 * out.c then holds `const unsigned char symbol_data[]`, `const size_t symbol_size` and, unless there is no second file,
 * `const char symbol_sha[]`, its first word.  Numbers, not a string literal: ISO C promises only 4095 bytes of those.
 * Knows: bytes.  Does not know: what is in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what, const char *name)
{
    fprintf(stderr, "embed: cannot %s %s\n", what, name);
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: embed data sha256 out.c symbol\n");
        return EXIT_FAILURE;
    }
    FILE *in = fopen(argv[1], "rb");
    if (in == NULL)
        return fail("open", argv[1]);
    char sha[65] = "";
    if (strcmp(argv[2], "-") != 0) {
        FILE *digest = fopen(argv[2], "r");
        if (digest == NULL || fscanf(digest, "%64[0-9a-f]", sha) != 1)
            return fail("read", argv[2]);
        fclose(digest);
    }
    FILE *out = fopen(argv[3], "w");
    if (out == NULL)
        return fail("write", argv[3]);

    const char *symbol = argv[4];
    fprintf(out, "/* Made by scripts/embed.c at build time. */\n#include <stddef.h>\n");
    fprintf(out, "extern const unsigned char %s_data[];\nextern const size_t %s_size;\n", symbol, symbol);
    if (sha[0] != '\0')
        fprintf(out, "extern const char %s_sha[];\nconst char %s_sha[] = \"%s\";\n", symbol, symbol, sha);
    fprintf(out, "const unsigned char %s_data[] = {\n", symbol);
    size_t n = 0;
    for (int c; (c = getc(in)) != EOF;)
        fprintf(out, ++n % 32 == 0 ? "%d,\n" : "%d,", c);
    fprintf(out, "};\nconst size_t %s_size = %zu;\n", symbol, n);

    int bad = n == 0 || ferror(in) || ferror(out);
    fclose(in);
    if (fclose(out) != 0 || bad)
        return fail("make", argv[3]);
    return EXIT_SUCCESS;
}
