//! About requests from the web, in English and Spanish. They say that there is a request and not what for, and carry
//! nothing of what was typed into it but the first name.

use super::Shipped;

/// The receipt, the suggestion and the answer no.
pub const LETTERS: &[Shipped] = &[
    Shipped {
        language: "en",
        key: "request_received",
        name: "Receipt for a request",
        warm: (
            "We have your request: {{practice_name}}",
            "Hi@NAME,\n\nthank you for your request. It has reached us, and we will look at it and get back to you soon. There is nothing more you need to do.\n\n{{#if preferred_date}}The day you would like: {{preferred_date}}. It is not booked before we confirm it.{{/if}}\n\nThis e-mail was written by itself. In an emergency do not wait for us: call your local emergency number.\n\n{{#if practice_phone}}A question? Call us at {{practice_phone}}.{{/if}}\n\nThe {{practice_name}} team\n\nIf you did not send us a request, somebody mistyped their address; you need do nothing.",
        ),
        formal: (
            "Your request to {{practice_name}} was received",
            "Dear {{#if patient_first_name}}{{patient_first_name}}{{else}}Sir or Madam{{/if}},\n\nthank you for your request. We have received it and will contact you. You need do nothing more.\n\n{{#if preferred_date}}Preferred day: {{preferred_date}}. The appointment is not made before we have confirmed it.{{/if}}\n\nThis is an automatic receipt. In an emergency please do not wait for our answer but call your local emergency number.\n\n{{#if practice_phone}}For questions please call us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}\n\nIf you did not send a request, your address was entered by mistake; you need do nothing.",
        ),
    },
    Shipped {
        language: "en",
        key: "request_suggested",
        name: "Suggested times",
        warm: (
            "Please choose a time: {{practice_name}}",
            "Hi@NAME,\n\nthank you for your request. We can offer you one of these times:\n\n{{suggested_times}}\n\n{{#if suggestion_note}}\n{{suggestion_note}}\n{{/if}}\n\nPlease choose one here, until {{suggestion_until}}:\n{{suggestion_link}}\n\n{{#if suggestion_code}}\nIf the link does not work, open {{suggestion_page}}\nand type this code: {{suggestion_code}}\n{{/if}}\n\n{{#if practice_phone}}Does none of them suit? Say so there, or call us at {{practice_phone}}.{{/if}}\n\nThe {{practice_name}} team",
        ),
        formal: (
            "Please choose an appointment: {{practice_name}}",
            "Dear {{#if patient_first_name}}{{patient_first_name}}{{else}}Sir or Madam{{/if}},\n\nin answer to your request we can offer you one of the following times:\n\n{{suggested_times}}\n\n{{#if suggestion_note}}\n{{suggestion_note}}\n{{/if}}\n\nPlease make your choice here, until {{suggestion_until}}:\n{{suggestion_link}}\n\n{{#if suggestion_code}}\nShould the link not work, please open {{suggestion_page}}\nand enter this code: {{suggestion_code}}\n{{/if}}\n\n{{#if practice_phone}}Should none of the times suit you, please say so there or call us at {{practice_phone}}.{{/if}}\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "en",
        key: "request_declined",
        name: "Request declined",
        warm: (
            "About your request to {{practice_name}}",
            "Hi@NAME,\n\nthank you for your request. We are sorry: we cannot offer you an appointment for it.\n\n{{#if decline_note}}\n{{decline_note}}\n{{/if}}\n\n{{#if practice_phone}}If you would like to talk about it, call us at {{practice_phone}}.{{/if}} In an emergency call your local emergency number.\n\nThe {{practice_name}} team",
        ),
        formal: (
            "Your request to {{practice_name}}",
            "Dear {{#if patient_first_name}}{{patient_first_name}}{{else}}Sir or Madam{{/if}},\n\nthank you for your request. We regret that we cannot offer you an appointment for it.\n\n{{#if decline_note}}\n{{decline_note}}\n{{/if}}\n\n{{#if practice_phone}}For questions please call us at {{practice_phone}}.{{/if}} In an emergency please call your local emergency number.\n\nKind regards,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "es",
        key: "request_received",
        name: "Receipt for a request",
        warm: (
            "Hemos recibido su solicitud: {{practice_name}}",
            "Hola{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\ngracias por su solicitud. Nos ha llegado; la veremos y le responderemos pronto. No necesita hacer nada más.\n\n{{#if preferred_date}}El día que prefiere: {{preferred_date}}. La cita no está reservada hasta que la confirmemos.{{/if}}\n\nEste mensaje se ha escrito automáticamente. En una emergencia no espere nuestra respuesta: llame al número de emergencias de su zona.\n\n{{#if practice_phone}}¿Alguna pregunta? Llámenos al {{practice_phone}}.{{/if}}\n\nEl equipo de {{practice_name}}\n\nSi usted no nos envió ninguna solicitud, alguien escribió mal su dirección; no necesita hacer nada.",
        ),
        formal: (
            "Su solicitud a {{practice_name}} ha sido recibida",
            "Buenos días{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\nle agradecemos su solicitud. La hemos recibido y nos pondremos en contacto con usted. No necesita hacer nada más.\n\n{{#if preferred_date}}Día preferido: {{preferred_date}}. La cita no queda reservada hasta que la hayamos confirmado.{{/if}}\n\nEste es un acuse de recibo automático. En una emergencia no espere nuestra respuesta y llame al número de emergencias de su zona.\n\n{{#if practice_phone}}Si tiene alguna pregunta, llámenos al {{practice_phone}}.{{/if}}\n\nAtentamente,\n{{practice_name}}\n\nSi usted no envió ninguna solicitud, su dirección se introdujo por error; no necesita hacer nada.",
        ),
    },
    Shipped {
        language: "es",
        key: "request_suggested",
        name: "Suggested times",
        warm: (
            "Elija una hora, por favor: {{practice_name}}",
            "Hola{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\ngracias por su solicitud. Podemos ofrecerle una de estas horas:\n\n{{suggested_times}}\n\n{{#if suggestion_note}}\n{{suggestion_note}}\n{{/if}}\n\nElija una aquí, hasta el {{suggestion_until}}:\n{{suggestion_link}}\n\n{{#if suggestion_code}}\nSi el enlace no funciona, abra {{suggestion_page}}\ny escriba este código: {{suggestion_code}}\n{{/if}}\n\n{{#if practice_phone}}¿No le conviene ninguna? Dígalo allí mismo o llámenos al {{practice_phone}}.{{/if}}\n\nEl equipo de {{practice_name}}",
        ),
        formal: (
            "Elija su cita, por favor: {{practice_name}}",
            "Buenos días{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\nen respuesta a su solicitud podemos ofrecerle una de las siguientes horas:\n\n{{suggested_times}}\n\n{{#if suggestion_note}}\n{{suggestion_note}}\n{{/if}}\n\nLe rogamos que elija una aquí, hasta el {{suggestion_until}}:\n{{suggestion_link}}\n\n{{#if suggestion_code}}\nSi el enlace no funciona, abra {{suggestion_page}}\ne introduzca este código: {{suggestion_code}}\n{{/if}}\n\n{{#if practice_phone}}Si ninguna le conviene, indíquelo allí mismo o llámenos al {{practice_phone}}.{{/if}}\n\nAtentamente,\n{{practice_name}}",
        ),
    },
    Shipped {
        language: "es",
        key: "request_declined",
        name: "Request declined",
        warm: (
            "Sobre su solicitud a {{practice_name}}",
            "Hola{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\ngracias por su solicitud. Lo sentimos: no podemos ofrecerle una cita.\n\n{{#if decline_note}}\n{{decline_note}}\n{{/if}}\n\n{{#if practice_phone}}Si quiere hablar de ello, llámenos al {{practice_phone}}.{{/if}} En una emergencia llame al número de emergencias de su zona.\n\nEl equipo de {{practice_name}}",
        ),
        formal: (
            "Su solicitud a {{practice_name}}",
            "Buenos días{{#if patient_first_name}}, {{patient_first_name}}{{/if}}:\n\nle agradecemos su solicitud. Lamentamos no poder ofrecerle una cita.\n\n{{#if decline_note}}\n{{decline_note}}\n{{/if}}\n\n{{#if practice_phone}}Si tiene alguna pregunta, llámenos al {{practice_phone}}.{{/if}} En una emergencia llame al número de emergencias de su zona.\n\nAtentamente,\n{{practice_name}}",
        ),
    },
];
