/** Tests of ARC beside its code; what crosses modules stands in the tests of the whole. */
@NullMarked
package dev.waxseal.arc;

import org.jspecify.annotations.NullMarked;
