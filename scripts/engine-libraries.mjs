// The libraries that the engine is linked with statically (tracer/engine/Makefile), for THIRD-PARTY-NOTICES.

const expat = `Permission is hereby granted, free of charge, to any person obtaining
a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to
permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be
included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION
OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const zlib = `This software is provided 'as-is', without any express or implied
warranty.  In no event will the authors be held liable for any damages
arising from the use of this software.

Permission is granted to anyone to use this software for any purpose,
including commercial applications, and to alter it and redistribute it
freely, subject to the following restrictions:

1. The origin of this software must not be misrepresented; you must not
   claim that you wrote the original software. If you use this software
   in a product, an acknowledgment in the product documentation would be
   appreciated but is not required.
2. Altered source versions must be plainly marked as such, and must not be
   misrepresented as being the original software.
3. This notice may not be removed or altered from any source distribution.

Jean-loup Gailly        Mark Adler`;

export const engineLibraries = [
    {
        title: "libunwind",
        license: "MIT",
        source: "https://www.nongnu.org/libunwind",
        texts: [
            `Copyright (c) 2001-2005 Hewlett-Packard Development Company, L.P., 2007 David Mosberger-Tang, and others named in its source files`,
            expat,
        ],
    },
    {
        title: "liblzma (XZ Utils)",
        license: "public domain",
        source: "https://tukaani.org/xz",
        texts: ["liblzma is in the public domain. It is maintained by Lasse Collin."],
    },
    {
        title: "zlib",
        license: "Zlib",
        source: "https://zlib.net",
        texts: ["Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler", zlib],
    },
];
