//! About visits, in English.

use super::Shipped;

/// The texts of the rules a practice starts with.
pub const VISITS: &[Shipped] = &[
    Shipped {
        language: "en",
        key: "booked",
        name: "Appointment confirmed",
        warm: (
            "Appointment confirmed: {{appointment_date}} at {{appointment_time}}",
            "Hi {{patient_first_name}},\n\nyour appointment is confirmed.\n\n@DETAILS\n\n{{#if preparation_instructions}}\nBefore your visit:\n{{preparation_instructions}}\n{{/if}}\n\n@CALL\n\nLooking forward to seeing you!\nThe {{practice_name}} team",
        ),
        formal: (
            "Appointment confirmed: {{appointment_date}} at {{appointment_time}}",
            "Dear {{patient_first_name}},\n\nthis is to confirm your appointment.\n\n@DETAILS\n\n{{#if preparation_instructions}}\nBefore your visit:\n{{preparation_instructions}}\n{{/if}}\n\n@CALL\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "moved",
        name: "Appointment moved",
        warm: (
            "Your new appointment time: {{appointment_date}} at {{appointment_time}}",
            "Hi {{patient_first_name}},\n\nyour appointment was moved. This is the new time:\n\n@DETAILS\n\n@CALL\n\nSee you then!\nThe {{practice_name}} team",
        ),
        formal: (
            "Your new appointment time: {{appointment_date}} at {{appointment_time}}",
            "Dear {{patient_first_name}},\n\nyour appointment has been moved. The new time is:\n\n@DETAILS\n\n@CALL\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "cancelled",
        name: "Appointment cancelled",
        warm: (
            "Your appointment on {{appointment_date}} is cancelled",
            "Hi {{patient_first_name}},\n\nyour appointment on {{appointment_date}} at {{appointment_time}} is cancelled.\n\n{{#if practice_phone}}To find a new time, just call us at {{practice_phone}}.{{/if}}\n\nThe {{practice_name}} team",
        ),
        formal: (
            "Your appointment on {{appointment_date}} is cancelled",
            "Dear {{patient_first_name}},\n\nyour appointment on {{appointment_date}} at {{appointment_time}} has been cancelled.\n\n{{#if practice_phone}}For a new appointment please call us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "reminder_48h",
        name: "Reminder, two days before",
        warm: (
            "Appointment reminder: {{appointment_date}} at {{appointment_time}}",
            "Hi {{patient_first_name}},\n\nthis is a friendly reminder of your appointment with {{practice_name}}.\n\n@DETAILS\n\n{{#if preparation_checklist}}\nPlease remember:\n{{preparation_checklist}}\n{{/if}}\n\n@CALL\n\nSee you soon!\nThe {{practice_name}} team",
        ),
        formal: (
            "Appointment reminder: {{appointment_date}} at {{appointment_time}}",
            "Dear {{patient_first_name}},\n\nthis is to remind you of your appointment with {{practice_name}}.\n\n@DETAILS\n\n{{#if preparation_checklist}}\nPlease remember:\n{{preparation_checklist}}\n{{/if}}\n\n@CALL\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "reminder_24h",
        name: "Reminder, the day before, asking to confirm",
        warm: (
            "Please confirm: {{appointment_date}} at {{appointment_time}}",
            "Hi {{patient_first_name}},\n\nwe are expecting you:\n\n@DETAILS\n\nPlease let us know that you are coming: answer this e-mail{{#if practice_phone}} or call {{practice_phone}}{{/if}}. If you cannot come, tell us too, so that somebody else can have the time.\n\nSee you soon!\nThe {{practice_name}} team",
        ),
        formal: (
            "Please confirm: {{appointment_date}} at {{appointment_time}}",
            "Dear {{patient_first_name}},\n\nwe are expecting you for your appointment:\n\n@DETAILS\n\nPlease confirm that you are coming by answering this e-mail{{#if practice_phone}} or calling {{practice_phone}}{{/if}}. If you cannot come, please tell us, so that the time can be given to somebody else.\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "reminder_2h",
        name: "Reminder, two hours before",
        warm: (
            "Today at {{appointment_time}}: {{practice_name}}",
            "Hi {{patient_first_name}},\n\nsee you today at {{appointment_time}}!\n\n{{#if practice_address}}{{practice_name}}, {{practice_address}}{{/if}}\n\n{{#if practice_phone}}Running late? Call us at {{practice_phone}}.{{/if}}\n\nThe {{practice_name}} team",
        ),
        formal: (
            "Today at {{appointment_time}}: {{practice_name}}",
            "Dear {{patient_first_name}},\n\nthis is to remind you of your appointment today at {{appointment_time}}.\n\n{{#if practice_address}}{{practice_name}}, {{practice_address}}{{/if}}\n\n{{#if practice_phone}}If you are delayed, please call us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "thanks",
        name: "Thank you, the same day",
        warm: (
            "Thank you for visiting {{practice_name}}",
            "Hi {{patient_first_name}},\n\nthank you for choosing {{practice_name}} today. It was a pleasure meeting with you.\n\n{{#if next_steps_instructions}}\nNext steps:\n{{next_steps_instructions}}\n{{/if}}\n\n{{#if practice_phone}}If you have any questions or concerns, please don't hesitate to contact us at {{practice_phone}}.{{/if}}\n\nBest regards,\nThe {{practice_name}} team",
        ),
        formal: (
            "Thank you for visiting {{practice_name}}",
            "Dear {{patient_first_name}},\n\nthank you for your visit to {{practice_name}} today.\n\n{{#if next_steps_instructions}}\nNext steps:\n{{next_steps_instructions}}\n{{/if}}\n\n{{#if practice_phone}}If you have any questions or concerns, please contact us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "follow_up_3d",
        name: "Follow-up care, three days after",
        warm: (
            "How are you? A word from {{practice_name}}",
            "Hi {{patient_first_name}},\n\nwe hope you are well after your visit.\n\n{{#if next_steps_instructions}}\nA reminder of your next steps:\n{{next_steps_instructions}}\n{{/if}}\n\n{{#if practice_phone}}If anything worries you, call us at {{practice_phone}}.{{/if}}\n\nThe {{practice_name}} team",
        ),
        formal: (
            "After your visit to {{practice_name}}",
            "Dear {{patient_first_name}},\n\nwe hope that you are well after your visit.\n\n{{#if next_steps_instructions}}\nA reminder of your next steps:\n{{next_steps_instructions}}\n{{/if}}\n\n{{#if practice_phone}}Should anything concern you, please call us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "survey_1w",
        name: "How was it? One week after",
        warm: (
            "How was your visit to {{practice_name}}?",
            "Hi {{patient_first_name}},\n\na week ago you were with us. How was it? Just answer this e-mail; we read every word and it helps us do better.\n\nThank you!\nThe {{practice_name}} team",
        ),
        formal: (
            "Your opinion of {{practice_name}}",
            "Dear {{patient_first_name}},\n\na week ago you visited {{practice_name}}. We would be grateful to hear how satisfied you were: please simply answer this e-mail.\n\nThank you and kind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "check_in_1m",
        name: "Checking in, one month after",
        warm: (
            "Checking in: how are you doing?",
            "Hi {{patient_first_name}},\n\nit has been a month since your visit. How are you doing?\n\n{{#if practice_phone}}If you would like to see us again, call {{practice_phone}} and we will find a time.{{/if}}\n\nThe {{practice_name}} team",
        ),
        formal: (
            "A month after your visit to {{practice_name}}",
            "Dear {{patient_first_name}},\n\na month has passed since your visit. We hope that you are well.\n\n{{#if practice_phone}}Should you wish for a further appointment, please call {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
];
