/** Tests of the check-list. */
@NullMarked
package dev.waxseal.checklist;

import org.jspecify.annotations.NullMarked;
