-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "program" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "languages" TEXT[],
    "contact" TEXT NOT NULL,
    "quiet_from" TEXT NOT NULL DEFAULT '20:00',
    "quiet_until" TEXT NOT NULL DEFAULT '09:00',
    "retention_days" INTEGER NOT NULL DEFAULT 30,
    "clock_offset" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "program_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "locale" TEXT,
    "nickname" TEXT,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "welcomed_at" TIMESTAMPTZ(3),
    "forgotten_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "adapter" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "opted_out_at" TIMESTAMPTZ(3),
    "invalid_at" TIMESTAMPTZ(3),

    CONSTRAINT "address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "person_id" UUID NOT NULL,
    "address_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "frames" JSONB NOT NULL DEFAULT '[]',
    "misheard" INTEGER NOT NULL DEFAULT 0,
    "heard_at" TIMESTAMPTZ(3),
    "wake_at" TIMESTAMPTZ(3),
    "stuck_at" TIMESTAMPTZ(3),
    "stuck_reason" TEXT,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "id" UUID NOT NULL,
    "adapter" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "address_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB,
    "sent_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_message" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "address_id" UUID NOT NULL,
    "cause_id" UUID,
    "revision" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "flow" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT,
    "choices" JSONB NOT NULL DEFAULT '[]',
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "provider_id" TEXT,
    "error_code" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "sending_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_webhook" (
    "id" UUID NOT NULL,
    "adapter" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "address_hash" BYTEA NOT NULL,
    "channel" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "inbound_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_group" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "need" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "languages" TEXT[],
    "audience" TEXT[],
    "wheelchair" TEXT NOT NULL DEFAULT 'unknown',
    "sign_language" TEXT NOT NULL DEFAULT 'unknown',
    "childcare" TEXT NOT NULL DEFAULT 'unknown',
    "venue_kind" TEXT NOT NULL,
    "venue" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "postal_code" TEXT,
    "area" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "link" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL,
    "time_zone_source" TEXT NOT NULL,
    "recurrence" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "leader_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "support_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "standing_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'booked',
    "wants_ride" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing_booking" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "standing_booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unmet_need" (
    "id" UUID NOT NULL,
    "need" TEXT,
    "area" TEXT,
    "languages" TEXT[],
    "times" TEXT[],
    "access" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unmet_need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pulse" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_off" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "told_staff" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "hand_off_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "inbound_id" UUID,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "told_staff" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "languages" TEXT[],

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shift" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postal_area" (
    "code" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "postal_area_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "neighbourhood" (
    "id" UUID NOT NULL,
    "city" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "neighbourhood_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_hash_key" ON "person"("hash");

-- CreateIndex
CREATE INDEX "address_person_id_idx" ON "address"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "address_channel_hash_key" ON "address"("channel", "hash");

-- CreateIndex
CREATE INDEX "conversation_wake_at_idx" ON "conversation"("wake_at");

-- CreateIndex
CREATE INDEX "inbound_message_person_id_received_at_idx" ON "inbound_message"("person_id", "received_at");

-- CreateIndex
CREATE INDEX "inbound_message_expires_at_idx" ON "inbound_message" USING BRIN ("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_message_adapter_provider_id_key" ON "inbound_message"("adapter", "provider_id");

-- CreateIndex
CREATE INDEX "outbound_message_person_id_position_idx" ON "outbound_message"("person_id", "position");

-- CreateIndex
CREATE INDEX "outbound_message_cause_id_idx" ON "outbound_message"("cause_id");

-- CreateIndex
CREATE INDEX "outbound_message_expires_at_idx" ON "outbound_message" USING BRIN ("expires_at");

-- CreateIndex
CREATE INDEX "stored_webhook_expires_at_idx" ON "stored_webhook"("expires_at");

-- CreateIndex
CREATE INDEX "consent_address_hash_idx" ON "consent"("address_hash");

-- CreateIndex
CREATE UNIQUE INDEX "support_group_source_source_id_key" ON "support_group"("source", "source_id");

-- CreateIndex
CREATE INDEX "session_starts_at_idx" ON "session"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_group_id_starts_at_key" ON "session"("group_id", "starts_at");

-- CreateIndex
CREATE INDEX "booking_session_id_idx" ON "booking"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "booking_person_id_session_id_key" ON "booking"("person_id", "session_id");

-- CreateIndex
CREATE INDEX "standing_booking_person_id_idx" ON "standing_booking"("person_id");

-- CreateIndex
CREATE INDEX "reminder_due_at_idx" ON "reminder"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_booking_id_kind_key" ON "reminder"("booking_id", "kind");

-- CreateIndex
CREATE INDEX "unmet_need_at_idx" ON "unmet_need"("at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_person_id_key" ON "staff"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "neighbourhood_city_name_key" ON "neighbourhood"("city", "name");

-- AddForeignKey
ALTER TABLE "address" ADD CONSTRAINT "address_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "address"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "address"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_group" ADD CONSTRAINT "support_group_leader_id_fkey" FOREIGN KEY ("leader_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "support_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_standing_id_fkey" FOREIGN KEY ("standing_id") REFERENCES "standing_booking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_booking" ADD CONSTRAINT "standing_booking_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_booking" ADD CONSTRAINT "standing_booking_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "support_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_off" ADD CONSTRAINT "hand_off_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Consent is proof: rows are only ever added.
CREATE FUNCTION consent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consent rows are append-only';
END $$;
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON "consent"
  FOR EACH ROW EXECUTE FUNCTION consent_is_append_only();

-- What is waiting to be sent, found without reading what was sent; reports find a message by its provider's id.
CREATE INDEX "outbound_message_waiting" ON "outbound_message" ("person_id", "position") WHERE "status" IN ('queued', 'sending');
CREATE INDEX "outbound_message_provider_id" ON "outbound_message" ("provider_id") WHERE "provider_id" IS NOT NULL;

-- What is due and not done.
CREATE INDEX "reminder_waiting" ON "reminder" ("due_at") WHERE "done_at" IS NULL;

-- Rows that are rewritten at every step keep room in their own page, and are not packed at every step either.
ALTER TABLE "conversation" SET (fillfactor = 70, toast_tuple_target = 8160);
ALTER TABLE "outbound_message" SET (fillfactor = 85);
