/** The readiness of a domain for an enforced policy: what is asked, and the answer for people. */
@NullMarked
package dev.waxseal.cli.ready;

import org.jspecify.annotations.NullMarked;
