-- The sweep comes every minute: it finds what has run out, and reads nothing that stays. A form's row is as long as the form.
CREATE INDEX form_unnamed ON form (unnamed_since) WHERE unnamed_since IS NOT NULL;
CREATE INDEX claim_held ON claim (held_until) WHERE held_until IS NOT NULL;
CREATE INDEX claim_until ON claim (until);
CREATE INDEX invitation_made ON invitation (made_at);
