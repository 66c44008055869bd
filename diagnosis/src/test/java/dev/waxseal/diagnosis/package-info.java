/** Messages that were changed on their way, and what the diagnosis says of them. */
@NullMarked
package dev.waxseal.diagnosis;

import org.jspecify.annotations.NullMarked;
