/** Explains failed signatures, and checks messages against the requirements of large receivers. */
module dev.waxseal.diagnosis {
  requires transitive dev.waxseal.inbound;
  requires static org.jspecify;

  exports dev.waxseal.checklist;
  exports dev.waxseal.diagnosis;
  exports dev.waxseal.diagnosis.change;
}
