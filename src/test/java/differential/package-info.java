/** Tests against DKIM tools that others wrote: what one side signs, the other has to verify. */
@NullMarked
package differential;

import org.jspecify.annotations.NullMarked;
