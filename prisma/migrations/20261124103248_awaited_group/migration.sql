-- CreateTable
CREATE TABLE "awaited_group" (
    "person_id" UUID NOT NULL,
    "answers" JSONB NOT NULL,
    "locale" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "awaited_group_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE INDEX "awaited_group_checked_at_idx" ON "awaited_group"("checked_at");

-- AddForeignKey
ALTER TABLE "awaited_group" ADD CONSTRAINT "awaited_group_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
