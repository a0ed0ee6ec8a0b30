-- DropForeignKey
ALTER TABLE "hand_off" DROP CONSTRAINT "hand_off_person_id_fkey";

-- DropForeignKey
ALTER TABLE "incident" DROP CONSTRAINT "incident_person_id_fkey";

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "hand_off_id" UUID;

-- AlterTable
ALTER TABLE "hand_off" ADD COLUMN     "check_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_by_id" UUID,
ADD COLUMN     "inbound_id" UUID,
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "may_text" TEXT NOT NULL DEFAULT 'yes',
ADD COLUMN     "next_page_at" TIMESTAMPTZ(3),
ADD COLUMN     "offered_to_id" UUID,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "rule" TEXT,
ADD COLUMN     "rung" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "taken_by_id" UUID,
ADD COLUMN     "taken_on" TEXT,
ALTER COLUMN "person_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "verified_at" TIMESTAMPTZ(3);

-- An incident is a hand-off whose reason is crisis. Nothing had been released with the old table, so it goes at once.
INSERT INTO "hand_off" ("id", "person_id", "inbound_id", "reason", "kind", "rule", "told_staff", "created_at")
SELECT "id", "person_id", "inbound_id", 'crisis', "kind", "rule", "told_staff", "created_at" FROM "incident";
DROP TABLE "incident";

-- Staff seeded or entered before codes existed were known by the numbers they gave.
UPDATE "staff" SET "verified_at" = now();

-- CreateTable
CREATE TABLE "hand_off_event" (
    "id" BIGSERIAL NOT NULL,
    "hand_off_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "staff_id" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "hand_off_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_off_note" (
    "id" UUID NOT NULL,
    "hand_off_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hand_off_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_code" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_session" (
    "hash" BYTEA NOT NULL,
    "staff_id" UUID NOT NULL,
    "csrf" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_session_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "staff_id" UUID,
    "action" TEXT NOT NULL,
    "person_id" UUID,
    "hand_off_id" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_over_note" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hand_over_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "helpline_check" (
    "id" UUID NOT NULL,
    "line_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "review_by" DATE NOT NULL,
    "good" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "helpline_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "hand_off_event_hand_off_id_id_idx" ON "hand_off_event"("hand_off_id", "id");

-- CreateIndex
CREATE INDEX "hand_off_note_hand_off_id_idx" ON "hand_off_note"("hand_off_id");

-- CreateIndex
CREATE INDEX "staff_code_staff_id_created_at_idx" ON "staff_code"("staff_id", "created_at");

-- CreateIndex
CREATE INDEX "console_session_expires_at_idx" ON "console_session"("expires_at");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "hand_over_note_at_idx" ON "hand_over_note"("at");

-- CreateIndex
CREATE INDEX "helpline_check_line_id_at_idx" ON "helpline_check"("line_id", "at");

-- CreateIndex
CREATE INDEX "hand_off_person_id_idx" ON "hand_off"("person_id");

-- CreateIndex
CREATE INDEX "hand_off_next_page_at_idx" ON "hand_off"("next_page_at");

-- CreateIndex
CREATE INDEX "hand_off_check_in_at_idx" ON "hand_off"("check_in_at");

-- AddForeignKey
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_hand_off_id_fkey" FOREIGN KEY ("hand_off_id") REFERENCES "hand_off"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_offered_to_id_fkey" FOREIGN KEY ("offered_to_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_taken_by_id_fkey" FOREIGN KEY ("taken_by_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off_event" ADD CONSTRAINT "hand_off_event_hand_off_id_fkey" FOREIGN KEY ("hand_off_id") REFERENCES "hand_off"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off_note" ADD CONSTRAINT "hand_off_note_hand_off_id_fkey" FOREIGN KEY ("hand_off_id") REFERENCES "hand_off"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off_note" ADD CONSTRAINT "hand_off_note_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_code" ADD CONSTRAINT "staff_code_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_session" ADD CONSTRAINT "console_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over_note" ADD CONSTRAINT "hand_over_note_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What happened and who looked are proof: rows are only ever added.
CREATE FUNCTION row_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER hand_off_event_append_only BEFORE UPDATE OR DELETE ON "hand_off_event"
  FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION row_is_append_only();

-- One hand-off is paged at a time for one person and reason: danger said twice is one incident.
CREATE UNIQUE INDEX "hand_off_open_crisis" ON "hand_off" ("person_id") WHERE "reason" = 'crisis' AND "closed_at" IS NULL;
