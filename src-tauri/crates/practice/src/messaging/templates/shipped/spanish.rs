//! About visits, in Spanish: what the visit a request became is confirmed, moved and cancelled with.

use super::Shipped;

/// Their keys are those of the English texts.
pub const VISITS: &[Shipped] = &[
    Shipped {
        language: "es",
        key: "booked",
        name: "Appointment confirmed",
        warm: (
            "Cita confirmada: {{appointment_date}}, {{appointment_time}}",
            "Hola, {{patient_first_name}}:\n\nsu cita está confirmada.\n\n@DETALLES\n\n{{#if preparation_instructions}}\nAntes de su cita:\n{{preparation_instructions}}\n{{/if}}\n\n@LLAME\n\n¡Le esperamos!\nEl equipo de {{practice_name}}",
        ),
        formal: (
            "Cita confirmada: {{appointment_date}}, {{appointment_time}}",
            "Buenos días, {{patient_first_name}}:\n\nle confirmamos su cita.\n\n@DETALLES\n\n{{#if preparation_instructions}}\nAntes de su cita:\n{{preparation_instructions}}\n{{/if}}\n\n@LLAME\n\nAtentamente,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "es",
        key: "moved",
        name: "Appointment moved",
        warm: (
            "La nueva hora de su cita: {{appointment_date}}, {{appointment_time}}",
            "Hola, {{patient_first_name}}:\n\nsu cita ha cambiado. Esta es la nueva hora:\n\n@DETALLES\n\n@LLAME\n\n¡Hasta entonces!\nEl equipo de {{practice_name}}",
        ),
        formal: (
            "La nueva hora de su cita: {{appointment_date}}, {{appointment_time}}",
            "Buenos días, {{patient_first_name}}:\n\nsu cita ha cambiado. La nueva hora es la siguiente:\n\n@DETALLES\n\n@LLAME\n\nAtentamente,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "es",
        key: "cancelled",
        name: "Appointment cancelled",
        warm: (
            "Su cita del {{appointment_date}} queda cancelada",
            "Hola, {{patient_first_name}}:\n\nsu cita del {{appointment_date}}, {{appointment_time}}, queda cancelada.\n\n{{#if practice_phone}}Para buscar otra hora, llámenos al {{practice_phone}}.{{/if}}\n\nEl equipo de {{practice_name}}",
        ),
        formal: (
            "Su cita del {{appointment_date}} queda cancelada",
            "Buenos días, {{patient_first_name}}:\n\nsu cita del {{appointment_date}}, {{appointment_time}}, ha sido cancelada.\n\n{{#if practice_phone}}Para una nueva cita, llámenos al {{practice_phone}}.{{/if}}\n\nAtentamente,\n{{practice_name}}",
        ),
    },
];
