/** Why signatures fail, and what large receivers ask of senders. */
module dev.waxseal.diagnosis {
  requires transitive dev.waxseal.inbound;
  requires static org.jspecify;

  exports dev.waxseal.checklist;
  exports dev.waxseal.diagnosis;
  exports dev.waxseal.diagnosis.change;
}
