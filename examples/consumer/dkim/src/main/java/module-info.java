/** A program that signs and verifies, and needs no more than DKIM. */
module letters.dkim {
  requires dev.waxseal.dkim;
}
