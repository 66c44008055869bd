/** What the check-list says of messages of all kinds. */
@NullMarked
package dev.waxseal.checklist;

import org.jspecify.annotations.NullMarked;
