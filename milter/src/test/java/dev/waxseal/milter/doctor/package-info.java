@NullMarked
package dev.waxseal.milter.doctor;

import org.jspecify.annotations.NullMarked;
